package org.anlan;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The server: one process that keeps the picture and serves pages, API, tiles and WebSocket on one port. */
@SpringBootApplication
public class AnlanApplication {

    public static void main(String[] args) {
        SpringApplication.run(AnlanApplication.class, args);
    }
}
