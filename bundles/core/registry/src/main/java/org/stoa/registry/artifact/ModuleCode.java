package org.stoa.registry.artifact;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs code of a module that is inspected, each time on a thread of its own and with a time limit. */
final class ModuleCode {

    private static final int MAX_MESSAGE_LENGTH = 300;
    private static final int MOST_THREADS = 100;

    private final ModuleArchive archive;
    private final ModuleLoader loader;
    private final Duration timeLimit;

    ModuleCode(ModuleArchive archive, ModuleLoader loader, Duration timeLimit) {
        this.archive = archive;
        this.loader = loader;
        this.timeLimit = timeLimit;
    }

    /**
     * What came of it.
     *
     * @param answer null when it took too long
     * @param threadLeft name of a thread that it started and that still runs; null for none
     */
    record Outcome<T>(T answer, String threadLeft) {

        boolean late() {
            return answer == null;
        }
    }

    ModuleArchive archive() {
        return archive;
    }

    ModuleLoader loader() {
        return loader;
    }

    /** As refusals name it. */
    String timeLimit() {
        return timeLimit.toSeconds() + " s";
    }

    /** @param reading never answers null, and catches whatever the code of the module throws */
    <T> Outcome<T> run(Callable<T> reading) {
        FutureTask<T> task = new FutureTask<>(reading);
        ThreadGroup group = new ThreadGroup("inspection of " + archive.id());
        Thread thread = new Thread(group, task, "inspection of " + archive.id());
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        thread.start();
        try {
            T answer = task.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
            thread.join(timeLimit.toMillis());
            return new Outcome<>(answer, threadLeft(group));
        } catch (TimeoutException e) {
            return new Outcome<>(null, null);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot inspect " + archive.name(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a module was inspected", e);
        } finally {
            group.interrupt();
        }
    }

    /** The common pool of Java belongs to nobody: caches of the platform have it start workers from wherever they are used. */
    private static String threadLeft(ThreadGroup group) {
        Thread[] left = new Thread[MOST_THREADS];
        return Arrays.stream(left, 0, group.enumerate(left))
                .filter(thread -> !(thread instanceof ForkJoinWorkerThread worker
                        && worker.getPool() == ForkJoinPool.commonPool()))
                .map(Thread::getName)
                .findFirst()
                .orElse(null);
    }

    /** What code of the module has thrown, for its author. */
    static String words(Throwable failure) {
        String words;
        try {
            words = failure instanceof NoClassDefFoundError || failure instanceof ClassNotFoundException
                    ? "the class " + String.valueOf(failure.getMessage()).replace('/', '.')
                            + " is neither in the bundle nor in a package that it imports"
                    : failure.toString();
        } catch (RuntimeException | Error e) {
            words = failure.getClass().getName();
        }
        return words.length() > MAX_MESSAGE_LENGTH ? words.substring(0, MAX_MESSAGE_LENGTH) + "..." : words;
    }
}
