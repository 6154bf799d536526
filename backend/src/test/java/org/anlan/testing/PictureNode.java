package org.anlan.testing;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.anlan.picture.Actor;
import org.anlan.picture.Answer;
import org.anlan.picture.Space;
import org.anlan.picture.Spaces;
import org.anlan.picture.Submission;
import org.anlan.picture.model.Call;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Registry;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The real picture on a real database with some collections and commands, without HTTP. */
public final class PictureNode implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    public PictureNode(
            TestDatabase.Opened database, Iterable<CollectionType<?>> collections, Iterable<CommandType<?>> commands) {
        context.registerBean(DataSource.class, database::dataSource, definition -> definition.setDestroyMethodName(""));
        for (CollectionType<?> type : collections) {
            context.registerBean(type.name(), CollectionType.class, () -> type);
        }
        for (CommandType<?> command : commands) {
            context.registerBean(command.collection() + "-" + command.name(), CommandType.class, () -> command);
        }
        context.scan("org.anlan.picture");
        context.refresh();
    }

    public Space live() {
        return spaces().get(Spaces.LIVE);
    }

    public Spaces spaces() {
        return context.getBean(Spaces.class);
    }

    public Registry registry() {
        return context.getBean(Registry.class);
    }

    public FeatureJson json() {
        return context.getBean(FeatureJson.class);
    }

    /** Waits until it is durable; refusals come as answers. */
    public <I> Answer ask(CommandType<I> command, Actor actor, Call<I> call) {
        return live().submit(Submission.of(command, call, actor))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    /** The feature of an answer that must not be a refusal. */
    @SuppressWarnings("unchecked")
    public <P extends Record> Feature<P> feature(CollectionType<P> type, Answer answer) {
        if (answer.isRefusal()) {
            throw new AssertionError("refused: " + answer.problem());
        }
        return (Feature<P>) json().decode(answer.body());
    }

    /** The server's time, which is the clock of the live space. */
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void close() {
        context.close();
    }
}
