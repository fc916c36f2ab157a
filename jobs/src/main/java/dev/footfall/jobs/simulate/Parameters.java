package dev.footfall.jobs.simulate;

import dev.footfall.jobs.UserException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A world's value of each {@link Parameter}: a number, or a list of weights. */
public final class Parameters {
    private final EnumMap<Parameter, double[]> values;

    private Parameters(Map<Parameter, double[]> values) {
        this.values = new EnumMap<>(values);
    }

    /** These values, which must be there for every parameter. */
    static Parameters of(Map<Parameter, double[]> values) {
        if (values.size() != Parameter.values().length) {
            throw new IllegalArgumentException("a value for each parameter");
        }
        return new Parameters(values);
    }

    /** The value of a parameter that is a number. */
    public double get(Parameter parameter) {
        double[] value = list(parameter);
        if (value.length != 1) {
            throw new IllegalArgumentException(parameter.label() + " is a list");
        }
        return value[0];
    }

    /** The values of a parameter that is a list; a copy. */
    public double[] list(Parameter parameter) {
        return values.get(parameter).clone();
    }

    /** The same with another value of one parameter. */
    Parameters with(Parameter parameter, double... value) {
        EnumMap<Parameter, double[]> changed = new EnumMap<>(values);
        changed.put(parameter, value.clone());
        return new Parameters(changed);
    }

    /**
     * The same with what a user sets, as {@code name=number} or {@code name=number,number,...}.
     *
     * @throws UserException when there is no such parameter, or the value is no number of its range
     */
    public Parameters with(String setting) {
        int equals = setting.indexOf('=');
        if (equals < 0) {
            throw new UserException("--set " + setting + " has no value", "write --set account_share=0.2");
        }
        Worlds.Entry entry = Worlds.parameter(setting.substring(0, equals).strip());
        double[] value;
        try {
            value = Arrays.stream(setting.substring(equals + 1).split(",", -1))
                    .mapToDouble(text -> Double.parseDouble(text.strip()))
                    .toArray();
        } catch (NumberFormatException e) {
            throw new UserException("--set " + setting + " is no number", entry.name() + " is: " + entry.unit());
        }
        entry.check(value);
        return with(entry.parameter(), value);
    }

    /** Label and value of each parameter, in their order: a number, or a list of numbers. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        values.forEach((parameter, value) -> map.put(parameter.label(), value.length == 1 ? (Object) value[0] : value));
        return map;
    }
}
