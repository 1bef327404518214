using PathToProd.Versions;

namespace PathToProd.Decisions.Compatibility;

/// <summary>Why a test has to run again.</summary>
public abstract record RetestReason
{
    private RetestReason() { }

    /// <summary>The reason as a clause, without a full stop.</summary>
    public abstract override string ToString();

    /// <summary>There is no result of it in this environment.</summary>
    /// <param name="Environment">The environment.</param>
    public sealed record NeverRan(string Environment) : RetestReason
    {
        /// <inheritdoc />
        public override string ToString() => $"it never ran in {Environment}";
    }

    /// <summary>All its results come from evidence that does not count, because no allowed signer signed it.</summary>
    /// <param name="Environment">The environment.</param>
    public sealed record NotSigned(string Environment) : RetestReason
    {
        /// <inheritdoc />
        public override string ToString() =>
            $"it ran, but {Environment} demands signatures, and no allowed signer signed the evidence";
    }

    /// <summary>It ran with all as it is now, and failed.</summary>
    /// <param name="Message">What it said; null when it said nothing.</param>
    public sealed record Failed(string? Message) : RetestReason
    {
        /// <inheritdoc />
        public override string ToString() => $"it failed the last time{(Message is null ? "" : $": {Message}")}";
    }

    /// <summary>A component that it covers has another version.</summary>
    /// <param name="Component">The component.</param>
    /// <param name="Was">The version that was tested.</param>
    /// <param name="Is">The version now.</param>
    public sealed record ComponentChanged(string Component, SemVersion Was, SemVersion Is) : RetestReason
    {
        /// <inheritdoc />
        public override string ToString() =>
            Was.Equals(Is)
                ? $"{Component} {Is} has another digest than the one that was tested"
                : $"{Component} was {Was}, and is {Is} now";
    }

    /// <summary>A component that it covers was not there.</summary>
    /// <param name="Component">The component.</param>
    public sealed record ComponentAdded(string Component) : RetestReason
    {
        /// <inheritdoc />
        public override string ToString() => $"{Component} was not there yet";
    }

    /// <summary>A component that it covers is no longer there.</summary>
    /// <param name="Component">The component.</param>
    public sealed record ComponentRemoved(string Component) : RetestReason
    {
        /// <inheritdoc />
        public override string ToString() => $"{Component} is no longer there";
    }

    /// <summary>What was tested is not how things are now.</summary>
    /// <param name="Reason">Why not.</param>
    public sealed record Stale(StaleReason Reason) : RetestReason
    {
        /// <inheritdoc />
        public override string ToString() => Reason.ToString();
    }
}
