package org.sanhao.server;

import org.jspecify.annotations.Nullable;
import org.sanhao.server.postgres.Installation;
import org.sanhao.server.postgres.StartRefused;
import org.sanhao.server.start.StartCommand;
import org.sanhao.server.start.WrongWords;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.modulith.Modulithic;
import picocli.CommandLine;

/** The product. Started through the launcher {@code sanhao}, which documents the options. */
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class) // two modules may use one word
@ConfigurationPropertiesScan
@Modulithic(systemName = "Sanhao")
public class Sanhao {

    /** Starts the application with options in Spring's form ({@code --sanhao.port=…}) and returns when it is ready. */
    static void run(String... options) {
        var application = new SpringApplication(Sanhao.class);
        application.addInitializers(new Installation());
        application.run(options);
    }

    static void main(String[] args) {
        var console = WrongWords.teach(new CommandLine(new StartCommand(Sanhao::run)));
        console.setExecutionExceptionHandler((failure, command, parsed) -> {
            for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof StartRefused no) {
                    System.err.println(no.getMessage());
                    return 2;
                }
                if (cause instanceof PortInUseException taken) {
                    System.err.println(
                            "端口 " + taken.getPort() + " 已被占用。用 --port（运维端口用 --management-port）另选一个，或先停止占用它的程序。");
                    return 2;
                }
            }
            throw failure;
        });
        int exit = console.execute(args);
        if (exit != 0) {
            System.exit(exit);
        }
    }
}
