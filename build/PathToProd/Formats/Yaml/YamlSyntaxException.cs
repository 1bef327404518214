namespace PathToProd.Formats.Yaml;

/// <summary>A text is not YAML, or not for who reads it. It never leaves the readers, which make a problem of it.</summary>
#pragma warning disable CA1032 // it always says where, what and how to fix it
internal sealed class YamlSyntaxException(Mark where, string what, string fix) : Exception(what)
#pragma warning restore CA1032
{
    public Mark Where { get; } = where;

    public string Fix { get; } = fix;
}
