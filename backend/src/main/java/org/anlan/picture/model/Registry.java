package org.anlan.picture.model;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;

/** All declared collections and their commands. */
public final class Registry {

    private final Map<String, CollectionType<?>> collections = new HashMap<>();
    private final Map<String, CommandType<?>> commands = new HashMap<>();

    /** @throws IllegalArgumentException when two have one name, or a command has no collection */
    public Registry(Collection<CollectionType<?>> collections, Collection<CommandType<?>> commands) {
        for (CollectionType<?> type : collections) {
            if (this.collections.put(type.name(), type) != null) {
                throw new IllegalArgumentException("two collections are named " + type.name());
            }
        }
        for (CommandType<?> command : commands) {
            if (!this.collections.containsKey(command.collection())) {
                throw new IllegalArgumentException(
                        "command " + command.name() + " is on an unknown collection " + command.collection());
            }
            if (this.commands.put(key(command.collection(), command.name()), command) != null) {
                throw new IllegalArgumentException(
                        "two commands are named " + command.name() + " on " + command.collection());
            }
        }
    }

    public Optional<CollectionType<?>> findCollection(String name) {
        return Optional.ofNullable(collections.get(name));
    }

    /** @throws PictureException 404 that lists the collections there are */
    public CollectionType<?> collection(String name) {
        return findCollection(name)
                .orElseThrow(() -> new PictureException(Problem.of(
                                404, "collection", "没有集合「" + Problem.shown(name) + "」", "there is no such collection")
                        .with(
                                "collections",
                                collections.keySet().stream().sorted().toList())));
    }

    /** @throws PictureException 404 that lists the commands this collection has */
    public CommandType<?> command(String collection, String name) {
        collection(collection);
        CommandType<?> command = commands.get(key(collection, name));
        if (command == null) {
            throw new PictureException(Problem.of(
                            name.equals(CommandType.EDIT) || name.equals(CommandType.REMOVE) ? 405 : 404,
                            "command",
                            "集合「" + collection + "」没有操作「" + Problem.shown(name) + "」",
                            "collection " + collection + " has no such command")
                    .with(
                            "commands",
                            commandsOf(collection).stream()
                                    .map(CommandType::name)
                                    .toList()));
        }
        return command;
    }

    /** The commands that people may call, by name; internal ones are left out. */
    public List<CommandType<?>> commandsOf(String collection) {
        return commands.values().stream()
                .filter(command -> command.collection().equals(collection) && !command.isInternal())
                .sorted(java.util.Comparator.comparing(CommandType::name))
                .<CommandType<?>>map(command -> command)
                .toList();
    }

    public Collection<CollectionType<?>> collections() {
        return List.copyOf(collections.values());
    }

    private static String key(String collection, String name) {
        return collection + "/" + name;
    }
}
