using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PathToProd.Model.Components;
using PathToProd.Text;

namespace PathToProd.Facts.Ledger;

/// <summary>The values of a component's inputs, taken from what the ledger says about the components it requires.</summary>
/// <param name="Inputs">Each input with its value, in the order of the manifest.</param>
/// <param name="Causes">The inputs that can have no value, and why.</param>
public sealed record InputResolution(ImmutableArray<ResolvedInput> Inputs, ImmutableArray<InputCause> Causes)
{
    /// <summary>What every placeholder starts with; a value with it must never reach an environment.</summary>
    public const string PlaceholderMark = "placeholder--";

    /// <summary>Whether some value is not known yet. Nothing that was made with placeholders may be applied.</summary>
    public bool HasPlaceholders => Inputs.Any(input => input.IsPlaceholder);

    /// <summary>The inputs whose value is not known yet, because what outputs it is not deployed.</summary>
    public IEnumerable<ResolvedInput> Placeholders => Inputs.Where(input => input.IsPlaceholder);

    /// <summary>
    /// Resolves the inputs against a ledger's state, which has to be read at the moment of use: what the component requires may have
    /// been deployed since the run started, and its outputs changed. After an attempt that did not succeed the outputs are not known.
    /// </summary>
    public static InputResolution Resolve(ComponentManifest component, LedgerState ledger)
    {
        var resolved = ImmutableArray.CreateBuilder<ResolvedInput>(component.Inputs.Length);
        var causes = ImmutableArray.CreateBuilder<InputCause>();
        foreach (var input in component.Inputs)
        {
            var where = component.Source[$"inputs.{input.ValuePath}"];
            if (ledger[input.Component].Presence is not Presence.Deployed { Deployment: var deployment })
            {
                resolved.Add(new ResolvedInput(input, Placeholder(input), IsPlaceholder: true));
            }
            else if (deployment.Outputs.TryGetValue(input.Output, out var value))
            {
                resolved.Add(new ResolvedInput(input, value, IsPlaceholder: false));
            }
            else if (deployment.SensitiveOutputs.Contains(input.Output))
            {
                causes.Add(new InputCause.Sensitive(input, where, deployment));
            }
            else if (deployment.NullOutputs.Contains(input.Output))
            {
                causes.Add(new InputCause.Null(input, where, deployment));
            }
            else
            {
                causes.Add(new InputCause.NotThere(input, where, deployment));
            }
        }

        return new InputResolution(resolved.ToImmutable(), causes.ToImmutable());
    }

    /// <summary>
    /// The values for a removal: what each output was when it was deployed last, even when what outputs it was removed since. What
    /// goes needs no more than what it was made with, so nothing of it is refused.
    /// </summary>
    public static InputResolution ForRemoval(ComponentManifest component, LedgerState ledger) =>
        new(
            [
                .. component.Inputs.Select(input =>
                    ledger[input.Component].LastDeployment?.Outputs.GetValueOrDefault(input.Output) is { } value
                        ? new ResolvedInput(input, value, IsPlaceholder: false)
                        : new ResolvedInput(input, Placeholder(input), IsPlaceholder: true)
                ),
            ],
            []
        );

    /// <summary>The causes as problems in the manifest.</summary>
    public IEnumerable<Problem> Problems => Causes.Select(cause => cause.ToProblem());

    // Lower-case letters, digits and dashes alone: charts put such values into names, and have to render with it.
    private static JsonValue Placeholder(Input input) =>
        JsonValue.Create($"{PlaceholderMark}{input.Component}--{input.Output.ToLowerInvariant().Replace('_', '-')}");
}

/// <summary>An input and its value.</summary>
/// <param name="Input">The input.</param>
/// <param name="Value">The recorded output, or a text that stands for it.</param>
/// <param name="IsPlaceholder">Whether the value only stands for one that is not known yet.</param>
public sealed record ResolvedInput(Input Input, JsonNode Value, bool IsPlaceholder);
