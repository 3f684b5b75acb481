package org.sanhao.server;

import org.sanhao.server.postgres.Installation;
import org.sanhao.server.postgres.StartRefused;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/** The product. Started through the launcher {@code sanhao}, which documents the options. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(systemName = "Sanhao")
public class Sanhao {

    /** The application, ready to be run with options in Spring's form ({@code --server.port=…}). */
    public static SpringApplication application() {
        var application = new SpringApplication(Sanhao.class);
        application.addInitializers(new Installation());
        return application;
    }

    static void main(String[] args) {
        try {
            application().run(args);
        } catch (StartRefused no) {
            System.err.println(no.getMessage());
            System.exit(2);
        }
    }
}
