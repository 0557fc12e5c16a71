package routes.server.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import routes.problem.ProblemException;

class ByteBudgetTest {

    private static final int TOTAL = 100;

    private final ByteBudget budget = new ByteBudget(TOTAL, 20_000);

    @Test
    void requests_that_do_not_fit_together_are_finished_one_after_the_other() throws Exception {
        ByteBudget.Share first = budget.open(60);
        first.take(40);
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> takeAll(budget.open(60)));

        // 40 are free for the second, but then neither could finish
        first.take(20);
        first.close();

        second.get(20, TimeUnit.SECONDS);
        assertThat(budget.free()).isEqualTo(TOTAL);
    }

    @Test
    void many_large_requests_at_once_all_finish() throws Exception {
        CompletableFuture<?>[] all = new CompletableFuture<?>[16];
        for (int i = 0; i < all.length; i++) {
            all[i] = CompletableFuture.runAsync(() -> takeAll(budget.open(60)), work -> new Thread(work).start());
        }

        CompletableFuture.allOf(all).get(20, TimeUnit.SECONDS);
        assertThat(budget.free()).isEqualTo(TOTAL);
    }

    @Test
    void what_cannot_be_had_in_time_is_refused_and_given_back() throws Exception {
        ByteBudget impatient = new ByteBudget(TOTAL, 1);
        ByteBudget.Share first = impatient.open(60);
        first.take(30);
        try (ByteBudget.Share second = impatient.open(80)) {
            second.take(10);
            assertThatThrownBy(() -> second.take(50)).isInstanceOf(ProblemException.class);
        }

        assertThat(impatient.free()).isEqualTo(TOTAL - 30);
    }

    @Test
    void a_request_is_given_the_whole_budget_where_it_asks_for_more_than_it_said() throws Exception {
        try (ByteBudget.Share share = budget.open(10)) {
            share.take(TOTAL);
            assertThat(budget.free()).isZero();
        }
        assertThat(budget.free()).isEqualTo(TOTAL);
    }

    private static void takeAll(ByteBudget.Share share) {
        try (share) {
            for (int i = 0; i < 12; i++) {
                share.take(5);
                Thread.onSpinWait();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
