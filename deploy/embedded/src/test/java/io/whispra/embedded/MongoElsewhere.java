package io.whispra.embedded;

import java.nio.file.Path;

/** A server in a process of its own, to be killed. */
final class MongoElsewhere {
    private MongoElsewhere() {}

    @SuppressWarnings("resource") // until it is killed
    public static void main(String[] args) throws InterruptedException {
        System.out.println(EmbeddedMongo.onDisk(Path.of(args[0]), 0).uri("test"));
        Thread.currentThread().join();
    }
}
