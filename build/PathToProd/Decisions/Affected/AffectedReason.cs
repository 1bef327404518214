using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Decisions.Affected;

/// <summary>Why a change touches a component.</summary>
public abstract record AffectedReason
{
    private AffectedReason() { }

    /// <summary>The kind, as JSON names it.</summary>
    public abstract string Kind { get; }

    /// <summary>A clause for people.</summary>
    public abstract string Text { get; }

    /// <summary>The file that says so; null when it is not a file.</summary>
    public virtual string? Path => null;

    /// <summary>A file of the component, or one that it declares, changed.</summary>
    public sealed record OfFile(FileChange File) : AffectedReason
    {
        /// <inheritdoc />
        public override string Kind => "file";

        /// <inheritdoc />
        public override string Text => $"{File.Path} {File.Verb}";

        /// <inheritdoc />
        public override string Path => File.Path;
    }

    /// <summary>A value, by its name in a YAML file.</summary>
    public sealed record OfValue(string File, ValueChange Value) : AffectedReason
    {
        /// <inheritdoc />
        public override string Kind => "value";

        /// <inheritdoc />
        public override string Text => $"{File}: {Value}";

        /// <inheritdoc />
        public override string Path => File;
    }

    /// <summary>An entry of a shared file that the component declares.</summary>
    public sealed record OfEntry(SharedFile Shared) : AffectedReason
    {
        /// <inheritdoc />
        public override string Kind => "shared";

        /// <inheritdoc />
        public override string Text => $"{Shared} changed";

        /// <inheritdoc />
        public override string Path => Shared.Path;
    }

    /// <summary>The program that makes and tests every component.</summary>
    /// <param name="File">The first of the files that changed.</param>
    /// <param name="Others">How many more did.</param>
    public sealed record OfProgram(FileChange File, int Others) : AffectedReason
    {
        /// <inheritdoc />
        public override string Kind => "program";

        /// <inheritdoc />
        public override string Text =>
            Others == 0
                ? $"{File.Path} {File.Verb}"
                : $"{File.Path} {File.Verb}, and {Prose.Count(Others, "more file")} of the program";

        /// <inheritdoc />
        public override string Path => File.Path;
    }

    /// <summary>Something that the component requires is affected.</summary>
    /// <param name="Component">What it requires.</param>
    /// <param name="Distance">How many requirements lie between the component and a change: at least 1.</param>
    public sealed record OfRequirement(string Component, int Distance) : AffectedReason
    {
        /// <inheritdoc />
        public override string Kind => "requirement";

        /// <inheritdoc />
        public override string Text =>
            Distance == 1
                ? $"requires {Component}, which is affected"
                : $"requires {Component}, which is affected ({Distance} steps from a change)";
    }

    /// <summary>Something that the component required is no longer there.</summary>
    public sealed record OfDeletedRequirement(string Component) : AffectedReason
    {
        /// <inheritdoc />
        public override string Kind => "deleted-requirement";

        /// <inheritdoc />
        public override string Text => $"required {Component}, which was deleted";
    }
}
