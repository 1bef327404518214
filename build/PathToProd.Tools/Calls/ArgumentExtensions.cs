using Cake.Core;
using Cake.Core.IO;

namespace PathToProd.Tools.Calls;

/// <summary>
/// Writes one argument at a time. An option and its value are one argument (<c>--name=value</c>), so that a value that
/// starts with a dash is never read as another option.
/// </summary>
internal static class ArgumentExtensions
{
    /// <summary>One argument as it stands, quoted only when it must be.</summary>
    public static ProcessArgumentBuilder Word(this ProcessArgumentBuilder arguments, string value) =>
        NeedsQuotes(value) ? arguments.AppendQuoted(value) : arguments.Append(value);

    /// <summary>A positional argument; refused when empty or when the tool would read it as an option.</summary>
    public static ProcessArgumentBuilder Positional(this ProcessArgumentBuilder arguments, string value, string what)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new ArgumentException($"The {what} is empty.", nameof(value));
        }

        return value[0] == '-'
            ? throw new ArgumentException(
                $"The {what} '{value}' starts with a dash: it would be read as an option.",
                nameof(value)
            )
            : arguments.Word(value);
    }

    /// <summary><c>--name</c> for true, <c>--name=false</c> for false, nothing when not given.</summary>
    public static ProcessArgumentBuilder Flag(this ProcessArgumentBuilder arguments, string name, bool? value) =>
        value switch
        {
            true => arguments.Append(name),
            false => arguments.Append(name + "=false"),
            null => arguments,
        };

    /// <summary><c>--name=true</c> or <c>--name=false</c>, for an option whose value is never left out; nothing when not given.</summary>
    public static ProcessArgumentBuilder Choice(this ProcessArgumentBuilder arguments, string name, bool? value) =>
        value is { } said ? arguments.Append(said ? $"{name}=true" : $"{name}=false") : arguments;

    /// <summary><c>--name=value</c>, or nothing when not given.</summary>
    public static ProcessArgumentBuilder Option(this ProcessArgumentBuilder arguments, string name, string? value) =>
        value is null ? arguments : arguments.Word($"{name}={value}");

    /// <summary><c>--name=number</c>, or nothing when not given.</summary>
    public static ProcessArgumentBuilder Option(this ProcessArgumentBuilder arguments, string name, int? value) =>
        value is null ? arguments : arguments.Append($"{name}={value}");

    /// <summary><c>--name=path</c>, or nothing when not given. A relative path is the tool's to resolve.</summary>
    public static ProcessArgumentBuilder Option(
        this ProcessArgumentBuilder arguments,
        string name,
        Cake.Core.IO.Path? value
    ) => arguments.Option(name, value?.FullPath);

    /// <summary><c>--name=1h2m3s</c>, or nothing when not given.</summary>
    public static ProcessArgumentBuilder Option(this ProcessArgumentBuilder arguments, string name, TimeSpan? value) =>
        value is null ? arguments : arguments.Append($"{name}={GoDuration.Write(value.Value)}");

    /// <summary><c>--name=value</c> once for each value, in order.</summary>
    public static ProcessArgumentBuilder Each(
        this ProcessArgumentBuilder arguments,
        string name,
        IEnumerable<string> values
    )
    {
        foreach (var value in values)
        {
            arguments.Option(name, value);
        }

        return arguments;
    }

    /// <summary><c>--name=path</c> once for each path, in order.</summary>
    public static ProcessArgumentBuilder Each(
        this ProcessArgumentBuilder arguments,
        string name,
        IEnumerable<Cake.Core.IO.Path> values
    )
    {
        foreach (var value in values)
        {
            arguments.Option(name, value);
        }

        return arguments;
    }

    private static bool NeedsQuotes(string value)
    {
        foreach (var sign in value)
        {
            if (sign == '"' || char.IsWhiteSpace(sign))
            {
                return true;
            }
        }

        return value.Length == 0;
    }
}
