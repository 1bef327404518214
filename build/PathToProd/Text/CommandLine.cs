namespace PathToProd.Text;

/// <summary>Commands that messages tell people to run.</summary>
public static class CommandLine
{
    private const string Launcher = "./build.sh";

    /// <summary>Writes <c>./build.sh --target=Deploy --component=ingress --environment=prod</c>.</summary>
    public static string Of(string target, IReadOnlyCollection<string> components, string? environment) =>
        $"{Launcher} --target={target}"
        + (components.Count > 0 ? $" --component={string.Join(',', components)}" : "")
        + (environment is null ? "" : $" --environment={environment}");
}
