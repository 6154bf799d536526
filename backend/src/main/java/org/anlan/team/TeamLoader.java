package org.anlan.team;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.anlan.picture.Answer;
import org.anlan.picture.PictureException;
import org.anlan.picture.Space;
import org.anlan.picture.Submission;
import org.anlan.picture.model.Call;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the county's file of teams into a space by ordinary commands. The file is heard until somebody here has
 * written to a team, and a team that was removed here does not come back.
 */
final class TeamLoader {

    private static final Logger LOG = LoggerFactory.getLogger(TeamLoader.class);
    private static final int PATIENCE_SECONDS = 60;

    private final Space space;

    TeamLoader(Space space) {
        this.space = space;
    }

    /** @return how many teams the file has changed or added */
    int load(TeamFile file) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        long before = space.picture().seq();
        for (TeamFile.Row row : file.rows()) {
            String code = row.input().code();
            boolean removed = space.picture().find(Teams.TYPE, code).isEmpty()
                    && !space.history(Teams.TYPE.name(), code).isEmpty();
            if (!removed) {
                answers.add(space.submit(
                        Submission.of(TeamCommands.CREATE, Call.create(row.base(), row.input()), TeamCommands.LOADER)));
            }
        }
        for (CompletableFuture<Answer> answer : answers) {
            Answer done = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            if (done.status() >= 500) {
                throw new PictureException(done.problem());
            }
            if (done.isRefusal()) {
                LOG.warn("a team was not loaded: {}", done.problem().detail().en());
            }
        }
        return (int) (space.picture().seq() - before);
    }
}
