package io.rmix.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Rows in columns as wide as they must be; columns of numbers are set to the right. */
public final class TextTable {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9,.]*|-|");

    private TextTable() {}

    /**
     * The lines of a table.
     *
     * @param heading the columns' names
     * @param rows each as long as the heading
     */
    public static List<String> lines(List<String> heading, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(heading);
        all.addAll(rows);
        List<StringBuilder> lines = all.stream().map(row -> new StringBuilder()).toList();
        for (int column = 0; column < heading.size(); column++) {
            int at = column;
            int width = all.stream().mapToInt(row -> row.get(at).length()).max().orElse(0);
            boolean numbers =
                    rows.stream().allMatch(row -> NUMBER.matcher(row.get(at)).matches());
            for (int i = 0; i < all.size(); i++) {
                String cell = all.get(i).get(column);
                String blanks = " ".repeat(width - cell.length());
                lines.get(i).append(column == 0 ? "" : "  ").append(numbers ? blanks + cell : cell + blanks);
            }
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }
}
