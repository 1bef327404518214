using System.Collections.Immutable;
using PathToProd.Decisions.Ordering;
using PathToProd.Facts.Runs;

namespace PathToProd.Decisions.Progress;

/// <summary>How far a run is: what was expected of it, and what happened since. Each change gives a new one.</summary>
public sealed record RunProgress
{
    /// <summary>No run has started.</summary>
    public static RunProgress Nothing { get; } = new();

    /// <summary>The target, such as <c>Deploy</c>.</summary>
    public string Target { get; init; } = "";

    /// <summary>The environment.</summary>
    public string Environment { get; init; } = "";

    /// <summary>What was expected.</summary>
    public ExpectedRun Expected { get; init; } = ExpectedRun.Nothing;

    /// <summary>The components that started, and those that will never run.</summary>
    public ImmutableDictionary<string, NodeProgress> Nodes { get; private init; } =
        ImmutableDictionary.Create<string, NodeProgress>(StringComparer.Ordinal);

    /// <summary>The line that the tools of a component printed last.</summary>
    public ImmutableDictionary<string, string> LastLines { get; init; } =
        ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What is known after something happened.</summary>
    /// <param name="happening">What happened. A run that starts forgets what was before it.</param>
    /// <param name="at">When, by a clock that nobody sets; the same clock for all.</param>
    public RunProgress With(JournalEvent happening, TimeSpan at) =>
        happening switch
        {
            JournalEvent.RunStarted run => Nothing with { Target = run.Target, Environment = run.Environment },
            JournalEvent.NodeStarted node => Set(node.Component, new NodeProgress(at)),
            JournalEvent.StageStarted stage => Set(
                stage.Component,
                Nodes.GetValueOrDefault(stage.Component, new NodeProgress(at)) with
                {
                    Stage = stage.Stage,
                }
            ),
            // What is about the platform as a whole is no component, which would end by itself.
            JournalEvent.StageEnded { Component: PlatformResult.Name } => this with
            {
                Nodes = Nodes.Remove(PlatformResult.Name),
            },
            JournalEvent.NodeEnded node => Set(
                node.Component,
                Nodes.GetValueOrDefault(node.Component, new NodeProgress(at)) with
                {
                    End = at,
                    Outcome = node.Outcome,
                    Cause = node.Cause,
                }
            ),
            _ => this,
        };

    private RunProgress Set(string component, NodeProgress node) =>
        this with
        {
            Nodes = Nodes.SetItem(component, node),
        };
}
