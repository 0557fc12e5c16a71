package routes.destination.elasticsearch;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import routes.destination.BatchFormat;
import routes.destination.Bytes;
import routes.destination.Requests;
import routes.destination.Spare;
import routes.event.Batch;
import routes.event.Event;
import routes.verdict.DeliveryException;

/**
 * A batch as the body of one bulk request to Elasticsearch or OpenSearch: an action line and a document line for each event
 * (<a href="https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk">Bulk index or delete documents</a>).
 *
 * <pre>{@code
 * {"create":{"_index":"mcp-audit-2025.10.08","_id":"..."}}
 * {"@timestamp":"2025-10-08T22:45:00.000Z","ts":"2025-10-08T22:45:00Z",...}
 * }</pre>
 *
 * <p>A body that is not a batch is converted to one, and the batch takes its place in the message, so that the reply can be
 * read against it. Writes only; any number of threads may use one instance once it is started.
 */
public final class ElasticsearchBulkDataFormat implements BatchFormat {

    private static final int TEN_MEGABYTES = 10_000_000;

    private final Spare<Bytes> spare = new Spare<>(Bytes::new);

    private long maxBytes = TEN_MEGABYTES;
    private ElasticsearchIndices indices = new ElasticsearchIndices();

    /** Where each event goes; daily indices called {@code mcp-audit-} unless set. */
    public void setIndices(ElasticsearchIndices indices) {
        this.indices = indices;
    }

    /** Most bytes in a body, before compression; 10,000,000 unless set. */
    public void setMaxBytes(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void stop() {
        spare.drop();
    }

    @Override
    public Optional<DeliveryException> encode(Batch batch, OutputStream stream) throws DeliveryException, IOException {
        Bytes body = spare.take();
        body.clear();
        ElasticsearchDocument document = new ElasticsearchDocument(indices);
        for (Event event : batch.events()) {
            append(document, event, body);
            if (body.length() > maxBytes) {
                throw Requests.tooLarge(
                        batch, maxBytes, "Raise batch.max_bytes if the cluster's http.max_content_length allows it.");
            }
        }
        body.writeTo(stream);
        spare.keep(body);
        return Optional.empty();
    }

    private static void append(ElasticsearchDocument document, Event event, Bytes body) throws DeliveryException {
        try {
            document.append(event, body);
        } catch (RuntimeException unwritable) {
            throw Requests.cannotEncode(unwritable);
        }
    }
}
