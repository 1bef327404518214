using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Facts.Ledger;

/// <summary>Why an input can have no value although what it comes from is deployed.</summary>
/// <param name="Input">The input.</param>
/// <param name="Where">Where the manifest says it.</param>
/// <param name="Deployment">The deployment whose outputs were searched.</param>
public abstract record InputCause(Input Input, SourcePosition Where, Deployment Deployment)
{
    /// <summary>The cause as a problem in the manifest.</summary>
    public abstract Problem ToProblem();

    private string Name => $"{Deployment.Component} {Deployment.Version} in {Deployment.Environment}";

    /// <summary>The output is there, and has no value.</summary>
    public sealed record Null(Input Input, SourcePosition Where, Deployment Deployment)
        : InputCause(Input, Where, Deployment)
    {
        /// <inheritdoc />
        public override Problem ToProblem() =>
            new(
                Where,
                $"the output {Input.Output} of {Name} is null, so there is no value to take",
                $"deploy {Input.Component} with values that set it, or take another output"
            );
    }

    /// <summary>There is no output of that name.</summary>
    public sealed record NotThere(Input Input, SourcePosition Where, Deployment Deployment)
        : InputCause(Input, Where, Deployment)
    {
        /// <inheritdoc />
        public override Problem ToProblem() =>
            new(
                Where,
                Deployment.FormerOutputs.TryGetValue(Input.Output, out var version)
                    ? $"{Name} no longer has the output {Input.Output}: {version} was the last version that had it"
                    : $"{Name} has no output {Input.Output}",
                Deployment.Outputs.IsEmpty
                    ? $"it has no outputs: add this one to {Input.Component} and deploy it again"
                    : $"use one of {Prose.List([.. Deployment.Outputs.Keys], "or")}, or add the output to {Input.Component} and deploy it again"
            );
    }

    /// <summary>The output is sensitive, so its value was never recorded.</summary>
    public sealed record Sensitive(Input Input, SourcePosition Where, Deployment Deployment)
        : InputCause(Input, Where, Deployment)
    {
        /// <inheritdoc />
        public override Problem ToProblem() =>
            new(
                Where,
                $"the output {Input.Output} of {Name} is sensitive or holds a secret, and such a value is never recorded",
                $"let {Input.Component} put it into a secret store, and name it under secrets in "
                    + $"environments/{Deployment.Environment}/environment.yaml"
            );
    }

    /// <summary>The output is of another kind than what takes it.</summary>
    /// <param name="Input">The input.</param>
    /// <param name="Where">Where the manifest says it.</param>
    /// <param name="Deployment">The deployment whose outputs were searched.</param>
    /// <param name="Is">What the output is.</param>
    /// <param name="Takes">What is taken.</param>
    /// <param name="Taker">What takes it.</param>
    public sealed record OtherKind(
        Input Input,
        SourcePosition Where,
        Deployment Deployment,
        ValueKind Is,
        ValueKind Takes,
        string Taker
    ) : InputCause(Input, Where, Deployment)
    {
        /// <inheritdoc />
        public override Problem ToProblem() =>
            new(
                Where,
                $"the output {Input.Output} of {Name} is {Is.Noun()}, and {Taker} takes {Takes.Noun()}",
                $"take another output, or let {Taker} take {Is.Noun()}"
            );
    }
}
