package routes.destination.cef;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads CEF by the rules of Logstash's CEF codec: a header field is anything up to an unescaped pipe, a key is a word right
 * before an equals sign, and white space belongs to a value unless a key follows it.
 */
final class CefLogstash {

    private static final Pattern HEADER_FIELD = Pattern.compile("\\G((?:[^\\\\|]|\\\\[\\\\|]|\\\\)*+)\\|");
    private static final String KEY = "\\w+(?:\\.[^.=\\s|\\\\\\[\\]]+)*(?:\\[[0-9]+])?(?==)";
    private static final Pattern PAIR =
            Pattern.compile("\\G(?<key>" + KEY + ")=(?<value>(?:\\S++|\\s++(?!" + KEY + "))*+)\\s*");

    private CefLogstash() {}

    static Cef decode(String line) {
        List<String> header = new ArrayList<>();
        Matcher field = HEADER_FIELD.matcher(line).region("CEF:".length(), line.length());
        int end = 0;
        while (header.size() < 7 && field.find()) {
            header.add(field.group(1).replaceAll("\\\\([\\\\|])", "$1"));
            end = field.end();
        }
        Map<String, String> extension = new LinkedHashMap<>();
        Matcher pair = PAIR.matcher(line).region(end, line.length());
        while (pair.find()) {
            extension.put(pair.group("key"), Cef.unescape(pair.group("value"), "\\=nr"));
        }
        return new Cef(header, extension);
    }
}
