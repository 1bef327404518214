namespace PathToProd.Decisions.Resuming;

/// <summary>What a run that goes on makes of one component.</summary>
/// <param name="Component">The component.</param>
/// <param name="IsTakenAsDone">
/// Whether it counts as done, so that <c>--force</c> does not force it again. It is looked at again anyway, and is done
/// again when the look shows that it has to be.
/// </param>
/// <param name="Because">How that is known: a clause, in which "it" is the component.</param>
public sealed record ResumedComponent(string Component, bool IsTakenAsDone, string Because);
