package routes.setting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import routes.disk.BoundedFile;

/**
 * Keys of the environment, one a line: in a variable, or in the file that another variable names. The first is used; the others open and check what was written with them before. None: an empty list.
 */
public final class SecretKeys {

    private static final int MOST_BYTES = 64 * 1024;

    private SecretKeys() {}

    /** @throws IllegalArgumentException naming the variable, never what it holds */
    public static List<String> of(Map<String, String> environment, String variable, String fileVariable) {
        String direct = environment.getOrDefault(variable, "").strip();
        String file = environment.getOrDefault(fileVariable, "").strip();
        if (!direct.isEmpty() && !file.isEmpty()) {
            throw new IllegalArgumentException(
                    variable + " and " + fileVariable + " are both set: expected one of them. Unset the other.");
        }
        String text = file.isEmpty() ? direct : read(fileVariable, file);
        List<String> keys = new ArrayList<>(
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
        if (keys.size() > 1) {
            // before there were lists, a text of several lines was one key
            keys.add(text);
        }
        return List.copyOf(keys);
    }

    private static String read(String variable, String file) {
        try {
            byte[] bytes = BoundedFile.read(Path.of(file), MOST_BYTES);
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            if (bytes.length <= MOST_BYTES && !text.isEmpty()) {
                return text;
            }
        } catch (IOException unreadable) {
            throw unusable(variable, file, unreadable);
        }
        throw unusable(variable, file, null);
    }

    private static IllegalArgumentException unusable(String variable, String file, IOException cause) {
        return new IllegalArgumentException(
                variable + " = " + file + ": expected a file with one key a line, at most " + MOST_BYTES
                        + " bytes, that this user may read. Correct the path or the file's permissions.",
                cause);
    }
}
