using System.Collections.Immutable;
using PathToProd.Decisions.Resuming;
using PathToProd.Decisions.Rollbacks;
using PathToProd.Facts.Runs;
using PathToProd.Facts.VersionSets;
using PathToProd.Model.Components;
using PathToProd.Model.Environments;

namespace PathToProd.Decisions.Planning;

/// <summary>What a run was asked to do.</summary>
public sealed record RunRequest
{
    /// <summary>With its components.</summary>
    public required RunTarget Target { get; init; }

    /// <summary>The components that were asked for.</summary>
    public required ImmutableArray<ComponentManifest> Components { get; init; }

    /// <summary>Where.</summary>
    public required EnvironmentManifest Environment { get; init; }

    /// <summary>The version set that the components are from; null when they are from none.</summary>
    public VersionSet? Set { get; init; }

    /// <summary>True when a component is looked at again in the middle of a run that is about all of its unit. Default: false.</summary>
    public bool IsPart { get; init; }

    /// <summary>The order of a rollback. Default: that of every deployment.</summary>
    public RollbackOrder Order { get; init; } = RollbackOrder.Usual;

    /// <summary>Everything else. Default: nothing.</summary>
    public RunOptions Options { get; init; } = new();

    /// <summary>The same in the words of the command line, for the journal; null for a part of something larger.</summary>
    public RunAsked? Asked { get; init; }

    /// <summary>What is made of each component of a run that goes on, by name; empty for a new run.</summary>
    public ImmutableDictionary<string, ResumedComponent> Resumed { get; init; } =
        ImmutableDictionary<string, ResumedComponent>.Empty;

    /// <summary>The options for one component: what a run that goes on takes as done, it does not force again.</summary>
    public RunOptions OptionsOf(string component) =>
        Options.Force && Resumed.GetValueOrDefault(component)?.IsTakenAsDone == true
            ? Options with
            {
                Force = false,
            }
            : Options;
}
