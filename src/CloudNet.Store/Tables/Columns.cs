using CloudNet.Contracts.Access;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Policies;
using CloudNet.Contracts.Services;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Webhooks;
using CloudNet.Contracts.Workloads;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Tables;

/// <summary>How values that PostgreSQL has no type for are kept, and what tables that are not ours are called.</summary>
internal static class Columns
{
    /// <summary>Typed ids as <c>uuid</c>, names of streams as <c>text</c>.</summary>
    public static void KeepTypedValues(this ModelConfigurationBuilder conventions)
    {
        conventions.Properties<TenantId>().HaveConversion<TypedIdColumn<TenantId>>();
        conventions.Properties<NetworkId>().HaveConversion<TypedIdColumn<NetworkId>>();
        conventions.Properties<HostId>().HaveConversion<TypedIdColumn<HostId>>();
        conventions.Properties<WorkloadId>().HaveConversion<TypedIdColumn<WorkloadId>>();
        conventions.Properties<EnrolmentKeyId>().HaveConversion<TypedIdColumn<EnrolmentKeyId>>();
        conventions.Properties<ApiTokenId>().HaveConversion<TypedIdColumn<ApiTokenId>>();
        conventions.Properties<InvitationId>().HaveConversion<TypedIdColumn<InvitationId>>();
        conventions.Properties<PinId>().HaveConversion<TypedIdColumn<PinId>>();
        conventions.Properties<PolicyId>().HaveConversion<TypedIdColumn<PolicyId>>();
        conventions.Properties<PortMappingId>().HaveConversion<TypedIdColumn<PortMappingId>>();
        conventions.Properties<RolloutId>().HaveConversion<TypedIdColumn<RolloutId>>();
        conventions.Properties<ServiceId>().HaveConversion<TypedIdColumn<ServiceId>>();
        conventions.Properties<WebhookId>().HaveConversion<TypedIdColumn<WebhookId>>();
        conventions.Properties<WebhookDeliveryId>().HaveConversion<TypedIdColumn<WebhookDeliveryId>>();
        conventions.Properties<StreamName>().HaveConversion<StreamNameColumn>();
    }

    /// <summary>The tables of ASP.NET Core Identity, named as the others are.</summary>
    public static void NameTablesOfIdentity(this ModelBuilder builder)
    {
        builder.Entity<UserRow>().ToTable("users");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
    }
}
