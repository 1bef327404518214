namespace Cake.Kubectl;

/// <summary>What an apply would change.</summary>
/// <param name="Exists">Whether it would change anything.</param>
/// <param name="Text">The changes as a unified diff, values of secrets hidden by kubectl; empty when there are none.</param>
public sealed record KubectlDifference(bool Exists, string Text);
