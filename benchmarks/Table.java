import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/** A table in Markdown, printed row by row, and the curves of its columns. */
final class Table {

    private static final String BARS = "▁▂▃▄▅▆▇█";

    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... columns) {
        this.columns = List.of(columns);
        System.out.println("| " + String.join(" | ", columns) + " |");
        System.out.println("|" + String.join("|", Collections.nCopies(columns.length, "---")) + "|");
    }

    void add(List<String> cells) {
        rows.add(List.copyOf(cells));
        System.out.println("| " + String.join(" | ", cells) + " |");
    }

    /** A line for each column: one bar for each row, from zero to the largest, and the last by the first. */
    void curves() {
        System.out.println();
        for (int column = 1; column < columns.size(); column++) {
            int at = column;
            double[] values = rows.stream()
                    .map(row -> number(row.get(at)))
                    .filter(OptionalDouble::isPresent)
                    .mapToDouble(OptionalDouble::getAsDouble)
                    .toArray();
            if (values.length < 2) {
                continue;
            }
            double largest = Arrays.stream(values).max().orElseThrow();
            StringBuilder bars = new StringBuilder();
            for (double value : values) {
                bars.append(BARS.charAt((int) Math.max(0, Math.min(7, Math.round(value / largest * 8) - 1))));
            }
            System.out.printf(
                    "%-30s %s  last : first = %.2f%n",
                    columns.get(column), bars, values[values.length - 1] / values[0]);
        }
        System.out.println();
    }

    /** The median, where a cell has more than one figure. */
    private static OptionalDouble number(String cell) {
        String first = cell.split(";")[0].strip();
        return first.matches("-?[0-9.]+") ? OptionalDouble.of(Double.parseDouble(first)) : OptionalDouble.empty();
    }
}
