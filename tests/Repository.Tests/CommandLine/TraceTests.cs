using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Repository.Tests.CommandLine;

/// <summary>Traces of runs, for a collector that a variable names.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(120_000)]
public sealed class TraceTests : IDisposable
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Caller = "b7ad6b7169203331";

    private readonly ScratchPlatform _platform = new ScratchPlatform()
        .Component("web", more: "smoke: { script: tests/smoke.sh }\n")
        .Script("components/web/tests/smoke.sh", "exit 0");

    private readonly TraceCollector _collector = new();

    public void Dispose()
    {
        _collector.Dispose();
        _platform.Dispose();
    }

    [Test]
    public void A_run_is_a_span_with_its_components_their_stages_and_the_tools_that_these_called()
    {
        _platform
            .Variable("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Endpoint)
            .Variable("OTEL_RESOURCE_ATTRIBUTES", "team=platform")
            .Variable("TRACEPARENT", $"00-{Trace}-{Caller}-01");

        _platform.Run("--target=Deploy", "--component=web").ShouldSucceed();

        var run = _collector.Of("RUN Deploy");
        var component = _collector.Of("web");
        var stage = _collector.Of("Deploy");
        var tool = _collector.Of("smoke.sh");
        run.Parent.ShouldBe(Caller);
        component.Parent.ShouldBe(run.Id);
        _collector.Of("Build").Parent.ShouldBe(component.Id);
        _collector.Of("Test").Parent.ShouldBe(component.Id);
        stage.Parent.ShouldBe(component.Id);
        tool.Parent.ShouldBe(stage.Id);
        _collector.Spans.ShouldAllBe(span => span.Trace == Trace && !span.IsError);
        run.Nanoseconds.ShouldBeGreaterThanOrEqualTo(component.Nanoseconds);
        component.Nanoseconds.ShouldBeGreaterThanOrEqualTo(stage.Nanoseconds);

        run.Attributes["cicd.pipeline.name"].ShouldBe("Deploy");
        run.Attributes["cicd.pipeline.result"].ShouldBe("success");
        run.Attributes["deployment.environment.name"].ShouldBe("sandbox");
        var id = run.Attributes["cicd.pipeline.run.id"];
        _platform.Has($"artifacts/runs/{id}").ShouldBeTrue();
        stage.Attributes["cicd.pipeline.task.name"].ShouldBe("Deploy");
        stage.Attributes["cicd.pipeline.task.type"].ShouldBe("deploy");
        stage.Attributes["cicd.pipeline.task.run.id"].ShouldBe($"{id}/web/Deploy");
        stage.Attributes["cicd.pipeline.task.run.result"].ShouldBe("success");
        stage.Attributes["path_to_prod.component"].ShouldBe("web");
        tool.Attributes["process.executable.name"].ShouldBe("smoke.sh");
        tool.Attributes["process.exit.code"].ShouldBe("0");
        _collector.Resource["service.name"].ShouldBe("path-to-prod");
        _collector.Resource["team"].ShouldBe("platform");
    }

    [Test]
    public void What_a_stage_calls_continues_the_trace_in_the_span_of_the_stage()
    {
        _platform
            .Variable("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Endpoint)
            .Variable("TRACEPARENT", $"00-{Trace}-{Caller}-01")
            .Variable("TRACESTATE", "vendor=a");

        Seen("web", "--target=Deploy", "--force").ShouldBe($"00-{Trace}-{_collector.Of("Deploy").Id}-01 vendor=a\n");
        _platform.Chart("dns");
        Seen("dns", "--target=Lint").ShouldBe($"00-{Trace}-{_collector.Of("Lint").Id}-01 vendor=a\n");
    }

    [Test]
    public void Without_a_caller_the_trace_begins_with_the_run()
    {
        _platform.Variable("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Endpoint).Variable("TRACESTATE", "vendor=a");

        var seen = Seen("web", "--target=Deploy", "--force");

        var stage = _collector.Of("Deploy");
        seen.ShouldBe($"00-{stage.Trace}-{stage.Id}-01 -\n");
    }

    [Test]
    public void Of_a_caller_that_records_nothing_nothing_is_recorded_further_on()
    {
        _platform
            .Variable("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Endpoint)
            .Variable("TRACEPARENT", $"00-{Trace}-{Caller}-00");

        var seen = Seen("web", "--target=Deploy", "--force");

        seen.ShouldStartWith($"00-{Trace}-");
        seen.ShouldEndWith("-00 -\n");
        _collector.Spans.ShouldBeEmpty();
    }

    [Test]
    public void Without_traces_a_stage_gives_on_what_the_caller_has()
    {
        Seen("web", "--target=Deploy", "--force").ShouldBe("- -\n");
        _platform.Variable("TRACEPARENT", $"00-{Trace}-{Caller}-01").Variable("TRACESTATE", "vendor=a");
        Seen("web", "--target=Deploy", "--force").ShouldBe($"00-{Trace}-{Caller}-01 vendor=a\n");
    }

    [Test]
    public void What_fails_is_an_error_and_what_had_nothing_to_do_is_skipped()
    {
        _platform.Component("dns").Run("--target=Deploy", "--component=dns").ShouldSucceed();
        _platform
            .Script("components/web/tests/smoke.sh", "exit 3")
            .Variable("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Endpoint);

        _platform.Run("--target=Deploy", "--component=dns,web").ShouldEnd(1);

        var run = _collector.Of("RUN Deploy");
        run.IsError.ShouldBeTrue();
        run.Parent.ShouldBeEmpty();
        run.Attributes["cicd.pipeline.result"].ShouldBe("failure");
        _collector.Of("web").Attributes["cicd.pipeline.task.run.result"].ShouldBe("failure");
        _collector.Of("smoke.sh").Attributes["error.type"].ShouldBe("3");
        _collector.Of("dns").Attributes["cicd.pipeline.task.run.result"].ShouldBe("skip");
        _collector.Of("dns").IsError.ShouldBeFalse();
    }

    [Test]
    public void A_collector_that_is_down_fails_nothing_and_is_said_once()
    {
        var nowhere = $"http://{LoopbackServer.FreeAuthority()}";
        _platform.Variable("OTEL_EXPORTER_OTLP_ENDPOINT", nowhere);

        var result = _platform.Run("--target=Deploy", "--component=web").ShouldSucceed();

        result.Error.ShouldEndWith(
            $"Traces could not be sent to {nowhere}: it is not there, does not answer, or refuses them. The run itself is not affected.\n"
        );
        result.Error.Split("Traces could not be sent").Length.ShouldBe(2);
    }

    [Test]
    public void A_collector_that_never_answers_costs_a_few_seconds()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        _platform.Variable(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}"
        );
        var watch = Stopwatch.StartNew();

        _platform
            .Run("--target=Deploy", "--component=web")
            .ShouldSucceed()
            .Error.ShouldContain("Traces could not be sent to ");

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Test]
    public void An_address_that_is_none_is_said()
    {
        _platform.Variable("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318");

        _platform
            .Run("--target=Deploy", "--component=web")
            .ShouldSucceed()
            .Error.ShouldEndWith(
                "Traces are not sent: the collector's address is collector:4318, which is not one such as http://127.0.0.1:4318. The run itself is not affected.\n"
            );
    }

    [TestCase("OTEL_SDK_DISABLED", "true")]
    [TestCase("OTEL_TRACES_EXPORTER", "none")]
    public void Nothing_is_sent_where_tracing_is_off(string variable, string value)
    {
        _platform.Variable("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Endpoint).Variable(variable, value);

        _platform.Run("--target=Deploy", "--component=web").ShouldSucceed();

        _collector.Spans.ShouldBeEmpty();
    }

    [Test]
    [Platform("Linux")]
    public void The_library_is_loaded_only_where_a_collector_is_named()
    {
        Loaded().ShouldBeFalse();
        _platform.Variable("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.Endpoint);
        Loaded().ShouldBeTrue();
    }

    /// <summary>What a tool of a stage has in its environment: Helm, or for Deploy the script of the smoke test.</summary>
    private string Seen(string component, params string[] words)
    {
        var seen = Path.Combine(_platform.Home, "seen");
        const string Print = "printf '%s %s\\n' \"${TRACEPARENT:--}\" \"${TRACESTATE:--}\"";
        _platform.Script("components/web/tests/smoke.sh", $"{Print} >'{seen}'");
        _platform.Tool("helm", $"[ \"$1\" != lint ] || {Print} >'{seen}'\nexec '{MachineTool.Find("helm")}' \"$@\"");

        _platform.Run([.. words, $"--component={component}"]).ShouldSucceed();

        return File.ReadAllText(seen);
    }

    /// <summary>Whether the program had it mapped while a stage of a run ran.</summary>
    private bool Loaded()
    {
        var maps = Path.Combine(_platform.Home, "maps");
        _platform.Script("components/web/tests/smoke.sh", $"cat /proc/$PPID/maps >{maps}");

        _platform.Run("--target=Deploy", "--component=web", "--force").ShouldSucceed();

        var text = File.ReadAllText(maps);
        text.ShouldContain("path-to-prod.dll");
        return text.Contains("OpenTelemetry", StringComparison.Ordinal);
    }
}
