package org.sanhao.server.start;

import java.util.ArrayList;
import org.sanhao.server.settings.Likely;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a mistyped command line in Chinese, with the likely word and where all of them stand. Exit code 2. */
public final class WrongWords implements IParameterExceptionHandler {
    private static final int CODE = 2;

    /** Gives a command line Chinese headings and this handler. */
    public static CommandLine teach(CommandLine console) {
        console.setParameterExceptionHandler(new WrongWords());
        headings(console);
        return console;
    }

    private static void headings(CommandLine console) {
        console.getCommandSpec()
                .usageMessage()
                .synopsisHeading("用法：")
                .descriptionHeading("%n")
                .parameterListHeading("%n")
                .optionListHeading("%n选项：%n")
                .commandListHeading("%n命令：%n")
                .sortOptions(false);
        var help = console.getCommandSpec().findOption("--help");
        if (help == null) {
            console.getCommandSpec()
                    .addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("显示这份说明")
                            .build());
        }
        console.getSubcommands().values().forEach(WrongWords::headings);
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        var console = wrong.getCommandLine();
        var err = console.getErr();
        err.println(
                switch (wrong) {
                    case UnmatchedArgumentException unknown -> {
                        var word = unknown.getUnmatched().getFirst();
                        var spec = console.getCommandSpec();
                        var known = new ArrayList<>(spec.optionsMap().keySet());
                        known.addAll(spec.subcommands().keySet());
                        var likely = Likely.amongst(known, word);
                        yield "没有「" + word + "」这个" + (word.startsWith("-") ? "选项" : "命令或参数") + "。"
                                + likely.map(each -> "是不是「" + each + "」？").orElse("");
                    }
                    case MissingParameterException missing ->
                        "缺少"
                                + String.join(
                                        "、",
                                        missing.getMissing().stream()
                                                .map(each -> each.paramLabel())
                                                .toList())
                                + "。";
                    default -> {
                        var spec = wrong.getArgSpec();
                        yield spec == null
                                ? "命令行写法不对：" + wrong.getMessage()
                                : "「" + wrong.getValue() + "」不能用作" + spec.paramLabel() + "。";
                    }
                });
        err.println("全部选项：" + console.getCommandSpec().qualifiedName() + " --help");
        return CODE;
    }
}
