package dev.footfall.jobs.inspect;

import dev.footfall.jobs.Workspace;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.PolicyException;
import java.util.List;

/** The policy in force. */
final class PolicyChecks {
    private static final String ADVICE = "'footfall policy check' lists them";

    private PolicyChecks() {}

    static List<Finding> all(Workspace workspace) {
        try {
            CompiledPolicy policy = workspace.policy();
            String name =
                    policy.policy().origin() + ", version " + policy.policy().version();
            int violations = policy.violations().size();
            return List.of(
                    violations == 0
                            ? Finding.ok("policy", name)
                            : Finding.fail("policy", name + ": gaps: " + violations, ADVICE));
        } catch (PolicyException e) {
            return List.of(Finding.fail(
                    "policy", "cannot be used; violations: " + e.violations().size(), ADVICE));
        }
    }
}
