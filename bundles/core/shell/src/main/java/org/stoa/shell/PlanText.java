package org.stoa.shell;

import java.io.PrintStream;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.module.ModulePlan.Action;
import org.stoa.api.module.ModulePlan.Step;

/** A plan as a table. */
final class PlanText {

    private PlanText() {}

    /** Prints the steps in order, then what is missing and what was deleted. */
    static void print(ModulePlan plan, PrintStream out) {
        ShellTable table = new ShellTable();
        table.column("Step").alignRight();
        table.column("Action");
        table.column("Module");
        table.column("Version");
        table.column("Because");
        int number = 1;
        for (Step step : plan.steps()) {
            table.addRow().addContent(number++, step.action(), step.moduleId(), step.version(), step.because());
        }
        table.print(out);
        if (!plan.missingFields().isEmpty()) {
            out.println("The tenant has to fill in first: " + String.join(", ", plan.missingFields()));
        }
        plan.rowsDeleted()
                .forEach((name, rows) ->
                        out.println(rows + (rows == 1 ? " row" : " rows") + " of " + name + " deleted"));
    }

    /** Whether there is nothing to be done. */
    static boolean changesNothing(ModulePlan plan) {
        return plan.steps().stream().allMatch(step -> step.action() == Action.KEEP);
    }
}
