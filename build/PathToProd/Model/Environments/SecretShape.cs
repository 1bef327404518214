using PathToProd.Formats.Shapes;

namespace PathToProd.Model.Environments;

/// <summary>What a secret in <c>environment.yaml</c> must look like.</summary>
internal static class SecretShape
{
    private static readonly Key<string?> Env = new(
        "env",
        new TextShape<string>(TextFormats.Variable)!,
        "A variable of the program's own environment."
    )
    {
        Fallback = null,
    };

    private static readonly Key<string?> File = Key.Line("file", "A file, whose trailing line break is dropped.");

    public static readonly ObjectShape<SecretSource> Shape = new(
        fields => new SecretSource(fields.Get(Env), fields.Get(File)),
        Env,
        File
    )
    {
        ExactlyOneOf = [Env, File],
    };
}
