using System.Collections.Immutable;
using System.Diagnostics;
using PathToProd.Facts.Runs;
using PathToProd.Model.Components;
using PathToProd.Text;
using PathToProd.Tools.Processes;

namespace PathToProd.Host.Invocations.Traces;

/// <summary>
/// Makes spans of what happens: of the run, in it of each component, in that of each stage, in that of each tool that was called. Names and
/// attributes are those of OpenTelemetry's conventions for pipelines and for programs that are called, where they have one.
/// </summary>
/// <remarks>See https://opentelemetry.io/docs/specs/semconv/registry/attributes/cicd/ and .../cli/cli-spans/.</remarks>
internal sealed class TraceView(TraceExport export) : IRunView
{
    private const string Component = "path_to_prod.component";

    private readonly Dictionary<(string Component, string Stage), Activity> _open = [];
    private Activity? _run;
    private string _id = "";

    public void Observe(IReadOnlyCollection<JournalEvent> happenings)
    {
        // What this process does elsewhere is not a part of these spans.
        var current = Activity.Current;
        foreach (var happening in happenings)
        {
            Observe(happening);
        }

        Activity.Current = current;
    }

    public void ToolEnded(string component, string stage, CommandResult tool, DateTimeOffset at)
    {
        var current = Activity.Current;
        var program = Path.GetFileName(tool.CommandLine.Split(' ')[0].Trim('\'', '"'));
        var span = Start(
            program,
            ActivityKind.Client,
            Of(component, stage) ?? Of(component) ?? _run,
            at - tool.Duration
        );
        span?.SetTag("process.executable.name", program);
        span?.SetTag("process.command_line", tool.CommandLine);
        span?.SetTag("process.exit.code", tool.ExitCode);
        span?.SetTag(Component, component);
        if (!tool.Succeeded)
        {
            span?.SetTag(
                "error.type",
                tool.End == CommandEnd.Exited ? $"{tool.ExitCode}" : tool.End.ToString().ToLowerInvariant()
            );
            span?.SetStatus(ActivityStatusCode.Error);
        }

        End(span, at);
        Activity.Current = current;
    }

    /// <summary>So that a tool, and what it calls, makes its own spans inside the stage's. Of a trace that is not recorded, the caller's variables say that.</summary>
    public ImmutableDictionary<string, string?> ToolEnvironment(string component, string stage) =>
        (Of(component, stage) ?? Of(component) ?? _run) is { } span
            ? ImmutableDictionary<string, string?>
                .Empty.Add(TraceExport.ParentVariable, span.Id)
                .Add(TraceExport.StateVariable, span.TraceStateString)
            : ImmutableDictionary<string, string?>.Empty;

    public void Say(string text) { }

    public void Print(string component, string text) { }

    public IOutputSink? ToolOutput(string component) => null;

    /// <summary>What was cut off ends here too: a span without an end is lost.</summary>
    public void Dispose()
    {
        var current = Activity.Current;
        foreach (var span in _open.Values.Reverse())
        {
            span.Dispose();
        }

        _open.Clear();
        _run?.Dispose();
        _run = null;
        Activity.Current = current;
    }

    private void Observe(JournalEvent happening)
    {
        switch (happening)
        {
            case JournalEvent.RunStarted run:
                Started(run);
                break;
            case JournalEvent.NodeStarted node:
                Open((node.Component, ""), node.Component, _run, node.At);
                break;
            case JournalEvent.StageStarted stage:
                Open((stage.Component, stage.Stage), stage.Stage, Of(stage.Component) ?? _run, stage.At);
                break;
            case JournalEvent.StageRetried retried:
                Of(retried.Component, retried.Stage)?.AddEvent(new ActivityEvent(retried.Text, retried.At));
                break;
            case JournalEvent.StageEnded { Result: var result } stage:
                Close((stage.Component, result.Name), stage.At, Word(result.Outcome));
                break;
            case JournalEvent.NodeEnded node:
                Close((node.Component, ""), node.At, Word(node.Outcome));
                break;
            case JournalEvent.RunEnded run:
                Result(_run, "cicd.pipeline.result", Word(run.ExitCode));
                End(_run, run.At);
                _run = null;
                break;
        }
    }

    private void Started(JournalEvent.RunStarted run)
    {
        _id = run.Run.Text;
        _run = Start($"RUN {run.Target}", ActivityKind.Server, parent: null, run.At);
        _run?.SetTag("cicd.pipeline.name", run.Target);
        _run?.SetTag("cicd.pipeline.action.name", "RUN");
        _run?.SetTag("cicd.pipeline.run.id", _id);
        _run?.SetTag("deployment.environment.name", run.Environment);
    }

    private void Open((string Component, string Stage) of, string name, Activity? parent, DateTimeOffset at)
    {
        if (Start(name, ActivityKind.Internal, parent, at) is not { } span)
        {
            return;
        }

        span.SetTag("cicd.pipeline.task.name", name);
        span.SetTag(
            "cicd.pipeline.task.run.id",
            of.Stage.Length == 0 ? $"{_id}/{of.Component}" : $"{_id}/{of.Component}/{of.Stage}"
        );
        span.SetTag(Component, of.Component);
        if (RunTarget.Of(of.Stage).Stage is Stage.Build or Stage.Test or Stage.Deploy)
        {
            span.SetTag("cicd.pipeline.task.type", of.Stage.ToLowerInvariant());
        }

        _open[of] = span;
    }

    /// <summary>What was known before to have nothing to do never started: its span takes no time.</summary>
    private void Close((string Component, string Stage) of, DateTimeOffset at, string result)
    {
        if (of.Stage.Length > 0 && Of(of.Component) is null)
        {
            Open((of.Component, ""), of.Component, _run, at);
        }

        if (!_open.ContainsKey(of))
        {
            Open(of, of.Stage.Length == 0 ? of.Component : of.Stage, Of(of.Component) ?? _run, at);
        }

        if (_open.Remove(of, out var span))
        {
            Result(span, "cicd.pipeline.task.run.result", result);
            End(span, at);
        }
    }

    private Activity? Of(string component, string stage = "") => _open.GetValueOrDefault((component, stage));

    private Activity? Start(string name, ActivityKind kind, Activity? parent, DateTimeOffset at) =>
        export.Source.StartActivity(name, kind, parent?.Context ?? export.Parent, startTime: at);

    private static void Result(Activity? span, string attribute, string result)
    {
        span?.SetTag(attribute, result);
        if (result is "failure" or "error" or "cancellation")
        {
            span?.SetTag("error.type", result);
            span?.SetStatus(ActivityStatusCode.Error);
        }
    }

    private static void End(Activity? span, DateTimeOffset at)
    {
        span?.SetEndTime(at.UtcDateTime);
        span?.Dispose();
    }

    private static string Word(StageOutcome outcome) =>
        outcome switch
        {
            StageOutcome.Done => "success",
            StageOutcome.Failed => "failure",
            _ => "skip",
        };

    private static string Word(NodeOutcome outcome) =>
        outcome switch
        {
            NodeOutcome.Done => "success",
            NodeOutcome.Unchanged or NodeOutcome.NotRun => "skip",
            NodeOutcome.Cancelled => "cancellation",
            NodeOutcome.Failed => "failure",
            _ => "error",
        };

    private static string Word(ExitCode exitCode) =>
        exitCode switch
        {
            ExitCode.Done => "success",
            ExitCode.Failed => "failure",
            ExitCode.Cancelled => "cancellation",
            _ => "error",
        };
}
