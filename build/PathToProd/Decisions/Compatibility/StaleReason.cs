using PathToProd.Text;
using PathToProd.Versions;

namespace PathToProd.Decisions.Compatibility;

/// <summary>Why evidence is no longer current.</summary>
public abstract record StaleReason
{
    private StaleReason() { }

    /// <summary>The reason as a clause, without a full stop.</summary>
    public abstract override string ToString();

    /// <summary>The same without what differs from one piece of evidence to the next, so that lists can say it once.</summary>
    public virtual string General => ToString();

    /// <summary>It is older than evidence may be.</summary>
    /// <param name="Age">How old it is.</param>
    /// <param name="Limit">How old it may be.</param>
    public sealed record TooOld(TimeSpan Age, TimeSpan Limit) : StaleReason
    {
        /// <inheritdoc />
        public override string ToString() =>
            $"it is {Duration.Text(Age)} old, and evidence counts for {Duration.Text(Limit)}";

        /// <inheritdoc />
        public override string General => $"older than {Duration.Text(Limit)}";
    }

    /// <summary>It started later than now: a clock is wrong, so its age is unknown.</summary>
    /// <param name="Start">When it says that it started.</param>
    /// <param name="Ahead">How far ahead that is.</param>
    public sealed record FromTheFuture(DateTimeOffset Start, TimeSpan Ahead) : StaleReason
    {
        /// <inheritdoc />
        public override string ToString() =>
            $"it says that it started at {Moment.Text(Start)}, in {Duration.Text(Ahead)}: a clock is wrong, so its age is unknown";

        /// <inheritdoc />
        public override string General => "from the future: a clock is wrong, so its age is unknown";
    }

    /// <summary>A test has changed.</summary>
    /// <param name="Test">Its full name.</param>
    public sealed record TestChanged(string Test) : StaleReason
    {
        /// <inheritdoc />
        public override string ToString() => $"the test {Test} changed since";
    }

    /// <summary>A test did not run, as it was not there yet.</summary>
    /// <param name="Test">Its full name.</param>
    public sealed record TestAdded(string Test) : StaleReason
    {
        /// <inheritdoc />
        public override string ToString() => $"the test {Test} was not there yet";
    }

    /// <summary>A tool has another version now.</summary>
    /// <param name="Tool">The tool.</param>
    /// <param name="Was">The version that deployed or tested.</param>
    /// <param name="Is">The version now.</param>
    public sealed record ToolChanged(string Tool, string Was, string Is) : StaleReason
    {
        /// <inheritdoc />
        public override string ToString() => $"{Tool} was {Was}, and is {Is} now";
    }

    /// <summary>The environment has another Kubernetes version now.</summary>
    /// <param name="Environment">The environment.</param>
    /// <param name="Was">The version that it had.</param>
    /// <param name="Is">The version now.</param>
    public sealed record KubernetesChanged(string Environment, SemVersion Was, SemVersion Is) : StaleReason
    {
        /// <inheritdoc />
        public override string ToString() => $"{Environment} had Kubernetes {Was}, and has {Is} now";
    }
}
