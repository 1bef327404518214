namespace PathToProd.Support;

/// <summary>A variable of this process, until the end of a test. Such a test runs alone.</summary>
public sealed class Variable : IDisposable
{
    private readonly string _name;
    private readonly string? _before;

    /// <param name="name">The variable.</param>
    /// <param name="value">Its value; null removes it.</param>
    public Variable(string name, string? value)
    {
        (_name, _before) = (name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose() => Environment.SetEnvironmentVariable(_name, _before);
}
