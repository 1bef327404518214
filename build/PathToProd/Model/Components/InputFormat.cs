using System.Diagnostics.CodeAnalysis;
using PathToProd.Formats.Shapes;
using PathToProd.Formats.Values;
using PathToProd.Text;

namespace PathToProd.Model.Components;

/// <summary>Where an input comes from: <c>component.output</c>.</summary>
internal static class InputFormat
{
    public static readonly TextFormat<InputSource> Source = new(
        "a component and its output such as base-k8s.cluster_name",
        "^[a-z0-9](?:[a-z0-9-]{0,51}[a-z0-9])?\\.[A-Za-z_][A-Za-z0-9_-]*$",
        TryParse
    );

    private static bool TryParse(string text, [MaybeNullWhen(false)] out InputSource source, out TextError error)
    {
        source = null;
        var dot = text.IndexOf('.');
        if (dot < 0)
        {
            error = new TextError(text.Length, "the output is missing", "write component.output");
            return false;
        }

        source = new InputSource(text[..dot], text[(dot + 1)..]);
        if (NameFormat.ProblemIn(source.Component, 53) is { } wrong)
        {
            error = wrong with { Fix = "write component.output, such as base-k8s.cluster_name" };
            return false;
        }

        var isOutput = SecretReference.IsName(source.Output);
        error = isOutput
            ? default
            : new TextError(
                dot + 1,
                $"\"{source.Output}\" is not the name of an output",
                "write letters, digits, _ and -"
            );
        return isOutput;
    }
}

/// <summary>An output of a component.</summary>
internal sealed record InputSource(string Component, string Output);
