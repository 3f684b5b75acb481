package org.sanhao.server;

import org.sanhao.server.postgres.Installation;
import org.sanhao.server.postgres.StartRefused;
import org.sanhao.server.start.StartCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;
import picocli.CommandLine;

/** The product. Started through the launcher {@code sanhao}, which documents the options. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(systemName = "Sanhao")
public class Sanhao {

    /** Starts the application with options in Spring's form ({@code --server.port=…}) and returns when it is ready. */
    static void run(String... options) {
        var application = new SpringApplication(Sanhao.class);
        application.addInitializers(new Installation());
        application.run(options);
    }

    static void main(String[] args) {
        var console = new CommandLine(new StartCommand(Sanhao::run));
        console.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof StartRefused no) {
                System.err.println(no.getMessage());
                return 2;
            }
            throw failure;
        });
        int exit = console.execute(args);
        if (exit != 0) {
            System.exit(exit);
        }
    }
}
