namespace Cake.Frosting;

/// <summary>An option that is not the host's own, with its dashes. A null value is a bare flag.</summary>
internal sealed record CommandLineArgument(string Name, string Value);
