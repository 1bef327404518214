using PathToProd.Model.Components;
using PathToProd.Model.Environments;
using PathToProd.Versions;

namespace PathToProd.Facts.VersionSets;

/// <summary>Why components cannot run together, or not in an environment.</summary>
public abstract record SetFault
{
    private SetFault() { }

    /// <summary>The component that is wrong there, or that asks for something.</summary>
    public required string Component { get; init; }

    /// <summary>Its version.</summary>
    public required SemVersion Version { get; init; }

    /// <summary>It requires a component that is not among them.</summary>
    public sealed record Missing(Requirement Requirement) : SetFault;

    /// <summary>It requires another version of a component.</summary>
    public sealed record OutOfRange(Requirement Requirement, SemVersion There) : SetFault;

    /// <summary>Where that component is there too, it needs another version of it.</summary>
    public sealed record OptionalOutOfRange(Requirement Requirement, SemVersion There) : SetFault;

    /// <summary>It must not be there together with a version that is.</summary>
    public sealed record Conflict(Requirement Requirement, SemVersion There) : SetFault;

    /// <summary>It does not run on the environment's Kubernetes.</summary>
    public sealed record OtherKubernetes(VersionRange Range, SemVersion There) : SetFault;

    /// <summary>It does not run on the environment's provider.</summary>
    public sealed record OtherProvider(IReadOnlyList<string> Providers, string There) : SetFault;

    /// <summary>The environment holds it in other versions.</summary>
    public sealed record Held(Hold Hold) : SetFault;
}
