package routes.integration;

import java.util.List;

/** The router cannot start with this configuration. Each sentence stands alone: what, where, what is expected, what to do. */
public final class ConfigurationException extends RuntimeException {

    private final transient List<String> sentences;

    public ConfigurationException(List<String> sentences) {
        super(String.join(System.lineSeparator(), sentences));
        this.sentences = List.copyOf(sentences);
    }

    public ConfigurationException(String sentence) {
        this(List.of(sentence));
    }

    public List<String> sentences() {
        return sentences;
    }
}
