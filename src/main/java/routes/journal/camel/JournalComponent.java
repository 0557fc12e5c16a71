package routes.journal.camel;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import routes.journal.Journal;

/**
 * The Camel component {@code journal:}.
 *
 * <ul>
 *   <li>{@code to: journal:append}: body {@link routes.event.Lines}; goes on once they are durable
 *   <li>{@code from: journal:<subscription>?selection=…}: body {@link routes.event.Batch}, see
 *       {@link JournalConsumer}
 * </ul>
 */
public final class JournalComponent extends DefaultComponent {

    private Journal journal;
    private ExecutorService answers;
    private ExecutorService waiters;
    private final ReadRoom readRoom = new ReadRoom();

    /** The journal that all endpoints use; set before the first route starts. */
    public void setJournal(Journal journal) {
        this.journal = journal;
    }

    public Journal getJournal() {
        return journal;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (journal == null) {
            throw new IllegalStateException(
                    "journal: the component has no journal; call setJournal before routes start");
        }
        JournalEndpoint endpoint = new JournalEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** Goes on with exchanges whose lines are durable: the committer's thread is for the next group, not for their routes. */
    ExecutorService answers() {
        return answers;
    }

    /** Waits where the journal has no room for more appends. */
    ExecutorService waiters() {
        return waiters;
    }

    ReadRoom readRoom() {
        return readRoom;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        answers = getCamelContext().getExecutorServiceManager().newSingleThreadExecutor(this, "journal-answers");
        waiters = getCamelContext().getExecutorServiceManager().newSingleThreadExecutor(this, "journal-waiters");
    }

    @Override
    protected void doStop() throws Exception {
        getCamelContext().getExecutorServiceManager().shutdownGraceful(waiters);
        getCamelContext().getExecutorServiceManager().shutdownGraceful(answers);
        super.doStop();
    }
}
