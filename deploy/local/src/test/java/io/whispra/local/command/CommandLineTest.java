package io.whispra.local.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.whispra.local.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CommandLineTest {

    private static final Path HOME = Path.of("/home/me/whispra");

    @Test
    void nothingTypedIsHelp() {
        assertThat(parse().command()).isEqualTo(new Command.Help());
        assertThat(parse("up", "--help").command()).isEqualTo(new Command.Help());
        assertThat(parse("-h").command()).isEqualTo(new Command.Help());
    }

    @Test
    void everyCommandIsUnderstood() {
        assertThat(parse("up").command()).isEqualTo(new Command.Up(false));
        assertThat(parse("up", "--detach", "--rebuild").command()).isEqualTo(new Command.Up(true));
        assertThat(parse("status").command()).isEqualTo(new Command.Status(false));
        assertThat(parse("status", "--json").command()).isEqualTo(new Command.Status(true));
        assertThat(parse("logs").command()).isEqualTo(new Command.Logs(null, false));
        assertThat(parse("logs", "gateway", "-f").command()).isEqualTo(new Command.Logs("gateway", true));
        assertThat(parse("restart", "gateway").command()).isEqualTo(new Command.Restart("gateway"));
        assertThat(parse("stop", "kafka").command()).isEqualTo(new Command.Stop("kafka"));
        assertThat(parse("start", "gateway-2").command()).isEqualTo(new Command.Start("gateway-2"));
        assertThat(parse("down").command()).isEqualTo(new Command.Down());
        assertThat(parse("demo").command()).isEqualTo(new Command.Demo());
    }

    @Test
    void optionsWinOverTheEnvironmentWhichWinsOverTheDefaults() {
        assertThat(parse("up").options())
                .isEqualTo(new Options(8080, Scale.DEFAULT, Path.of("/home/me/whispra/.whispra"), "256m", "512m"));

        var environment = Map.of("WHISPRA_PORT", "9000", "WHISPRA_DATA", "/data", "WHISPRA_MEMORY", "1g",
                "WHISPRA_MIN_FREE", "2g", "WHISPRA_GATEWAYS", "2", "WHISPRA_MESSAGE_SERVICES", "3");
        assertThat(CommandLine.parse(List.of("up"), environment, HOME).options())
                .isEqualTo(new Options(9000, new Scale(2, 3), Path.of("/data"), "1g", "2g"));

        var typed = List.of("--port", "9100", "up", "--data=/other", "--memory", "300m", "--min-free=1m",
                "--gateways", "4", "--message-services=5");
        assertThat(CommandLine.parse(typed, environment, HOME).options())
                .isEqualTo(new Options(9100, new Scale(4, 5), Path.of("/other"), "300m", "1m"));
    }

    @Test
    void theLowestAndTheHighestBlockOfPortsAreAccepted() {
        assertThat(parse("up", "--port", "1024").options().port()).isEqualTo(1024);
        assertThat(parse("up", "--port", "32000").options().port()).isEqualTo(32_000);
    }

    @Test
    void oneToEightGatewaysAndMessageServicesAreAccepted() {
        assertThat(parse("up", "--gateways", "1", "--message-services", "8").options().scale())
                .isEqualTo(new Scale(1, 8));
        assertThat(parse("up", "--gateways", "8", "--message-services", "1").options().scale())
                .isEqualTo(new Scale(8, 1));
    }

    @Test
    void sizesAreCountedInBytes() {
        assertThat(parse("up", "--min-free", "3m").options().minFreeBytes()).isEqualTo(3L * 1024 * 1024);
        assertThat(parse("up", "--min-free", "2G").options().minFreeBytes()).isEqualTo(2L * 1024 * 1024 * 1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "fly", "up now", "up --json", "status --detach", "restart", "stop", "start", "stop one two",
            "logs one two", "down -f", "up --bogus",
            "up -x",
            "up --port", "up --port x", "up --port 1023", "up --port 32001", "up --port=", "up --memory 0m",
            "up --memory 63m",
            "up --memory 256", "up --memory -1m", "up --min-free lots",
            "up --gateways", "up --gateways 0", "up --gateways 9", "up --gateways many", "up --message-services 0",
            "up --message-services 9", "up --message-services -1", "up --detach=yes"})
    void whatCannotBeUnderstoodIsRefusedInOneLine(String typed) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> parse(typed.split(" ", -1)))
                .satisfies(problem -> assertThat(problem.exitCode()).isEqualTo(Problem.USAGE))
                .satisfies(problem -> assertThat(problem.line().lines()).hasSize(1));
    }

    private static CommandLine parse(String... typed) {
        return CommandLine.parse(List.of(typed), Map.of(), HOME);
    }
}
