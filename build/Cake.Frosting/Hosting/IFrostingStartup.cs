using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Registrations in a class of their own, for <c>UseStartup</c>.</summary>
public interface IFrostingStartup
{
    /// <summary>Called at once by <c>UseStartup</c>, with the services of the host.</summary>
    void Configure(IServiceCollection services);
}
