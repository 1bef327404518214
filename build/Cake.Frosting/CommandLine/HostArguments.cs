using Cake.Core;

namespace Cake.Frosting;

/// <summary>Cake's own <see cref="CakeArguments"/> wants a look-up, which LINQ makes of code that is compiled at each start.</summary>
internal sealed class HostArguments : ICakeArguments
{
    private readonly Dictionary<string, ICollection<string>> _arguments = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string name, string value)
    {
        if (!_arguments.TryGetValue(name, out var values))
        {
            _arguments[name] = values = new List<string>();
        }

        values.Add(value);
    }

    public bool HasArgument(string name) => _arguments.ContainsKey(name);

    public ICollection<string> GetArguments(string name) =>
        _arguments.TryGetValue(name, out var values) ? [.. values] : [];

    public IDictionary<string, ICollection<string>> GetArguments()
    {
        var copy = new Dictionary<string, ICollection<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in _arguments)
        {
            copy[name] = [.. values];
        }

        return copy;
    }
}
