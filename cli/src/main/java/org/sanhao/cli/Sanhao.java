package org.sanhao.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code sanhao COMMAND …}. */
@Command(
        name = "sanhao",
        mixinStandardHelpOptions = true,
        description = "三好命令行 / Sanhao command line",
        subcommands = {PackCommand.class, VerifyCommand.class, CoverageCommand.class})
public final class Sanhao {
    private Sanhao() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Sanhao());
    }
}
