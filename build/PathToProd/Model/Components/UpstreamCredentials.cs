using PathToProd.Model.Environments;

namespace PathToProd.Model.Components;

/// <summary>With what a repository of charts, or a place of archives, is asked that wants a password.</summary>
/// <param name="Address">What the addresses begin with that are asked so: <c>https://charts.example.com/team</c>.</param>
/// <param name="Username">Where the user is found.</param>
/// <param name="Password">Where the password is found.</param>
public sealed record UpstreamCredentials(string Address, SecretSource Username, SecretSource Password)
{
    /// <summary>Whether they are for an address: of the same scheme, host and port, and the same path or one below it.</summary>
    public bool Covers(Uri asked)
    {
        var own = new Uri(Address);
        var path = own.AbsolutePath.TrimEnd('/');
        return own.Scheme == asked.Scheme
            && own.IdnHost.Equals(asked.IdnHost, StringComparison.OrdinalIgnoreCase)
            && own.Port == asked.Port
            && asked.AbsolutePath.StartsWith(path, StringComparison.Ordinal)
            && (asked.AbsolutePath.Length == path.Length || asked.AbsolutePath[path.Length] == '/');
    }
}
