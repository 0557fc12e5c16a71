package routes.problem;

/** Ends a request with a problem. The message names status and code only: details may quote the request's body. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.status() + " " + problem.code());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
