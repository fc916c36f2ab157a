package dev.footfall.jobs.door;

import dev.footfall.jobs.UserException;
import dev.footfall.text.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lines of a file, or of standard input for {@code -}: without blank ones and those that begin with {@code #}. */
final class InputLines {
    /** A line, and where it stands. */
    record Line(int number, String text) {}

    private InputLines() {}

    /**
     * Reads the lines.
     *
     * @param option for messages
     * @throws UserException when there is no such file, or it is no UTF-8 text
     */
    static List<Line> of(String option, String file) {
        try (BufferedReader in = file.equals("-")
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
            List<Line> lines = new ArrayList<>();
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                String text = (number == 1 ? line.replace("\uFEFF", "") : line).strip();
                if (!text.isEmpty() && !text.startsWith("#")) {
                    lines.add(new Line(number, text));
                }
            }
            return lines;
        } catch (NoSuchFileException e) {
            throw new UserException(option + ": no file " + file, "give the path of a file, or - for standard input");
        } catch (CharacterCodingException e) {
            throw new UserException(option + ": " + file + " is not UTF-8 text", "save it as UTF-8");
        } catch (IOException e) {
            throw new UserException(
                    option + ": " + file + " cannot be read (" + Reason.of(e) + ")", "give a file that you may read");
        }
    }
}
