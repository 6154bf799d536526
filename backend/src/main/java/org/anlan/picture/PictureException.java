package org.anlan.picture;

/** A refusal on its way to the caller; the HTTP face turns it into problem+json. */
public class PictureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public PictureException(Problem problem) {
        super(problem.code() + ": " + problem.detail().en());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
