package routes.format;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import routes.value.Value;

/**
 * The index template for what {@link ElasticsearchBulkDataFormat} writes: {@code elasticsearch/index-template.json} with the names
 * it is for.
 */
public final class ElasticsearchTemplate {

    private static final String RESOURCE = "/elasticsearch/index-template.json";

    private String index = "mcp-audit";
    private boolean dataStream;

    /** As {@link ElasticsearchBulkDataFormat#setIndex}. */
    public void setIndex(Value index) {
        this.index = index.text();
    }

    /** As {@link ElasticsearchBulkDataFormat#setDataStream}. */
    public void setDataStream(boolean dataStream) {
        this.dataStream = dataStream;
    }

    /** The body of the request that creates it. */
    public String body() {
        try (InputStream resource = ElasticsearchTemplate.class.getResourceAsStream(RESOURCE)) {
            ObjectNode template = (ObjectNode) new ObjectMapper().readTree(resource);
            template.putArray("index_patterns").add(dataStream ? index : index + "-*");
            if (dataStream) {
                template.putObject("data_stream");
            }
            return template.toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the jar has no readable " + RESOURCE, unreadable);
        }
    }
}
