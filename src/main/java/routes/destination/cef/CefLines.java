package routes.destination.cef;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The lines of a table among the resources, by their columns. Blank lines and those that begin with # say nothing. */
final class CefLines {

    /** @param where the table's name and the line's number, for what is wrong with it */
    record Line(String where, List<String> columns) {

        IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException(where + ": " + what + "; correct the line");
        }
    }

    private CefLines() {}

    static List<Line> of(String resource) {
        try (InputStream stream = CefLines.class.getResourceAsStream("/META-INF/siem-router/" + resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return of(resource, lines.lines().toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource + " cannot be read from the jar", unreadable);
        }
    }

    static List<Line> of(String name, List<String> lines) {
        List<Line> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                found.add(new Line(name + " line " + (i + 1), List.of(line.split("\\s+", -1))));
            }
        }
        return found;
    }
}
