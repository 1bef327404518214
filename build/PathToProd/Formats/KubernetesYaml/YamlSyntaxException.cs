namespace PathToProd.Formats.KubernetesYaml;

/// <summary>Kubernetes would refuse the text. It never leaves the reader, which makes a problem of it.</summary>
#pragma warning disable CA1032 // it always says where, what and how to fix it
internal sealed class YamlSyntaxException(Mark where, string what, string fix) : Exception(what)
#pragma warning restore CA1032
{
    public Mark Where { get; } = where;

    public string Fix { get; } = fix;
}
