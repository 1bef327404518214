using System.Collections.Immutable;

namespace PathToProd.Tests.Decisions.Validation.Simulation;

/// <summary>A change in a simulated queue.</summary>
/// <param name="Number">Its place in the queue, from 0.</param>
/// <param name="Components">What it changes.</param>
/// <param name="IsBad">Whether it fails whatever it is merged into.</param>
internal sealed record QueueChange(int Number, ImmutableArray<string> Components, bool IsBad);
