using CloudNet.Contracts.Access;
using CloudNet.Contracts.Enrolment;
using CloudNet.Contracts.Hosts;
using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Tenants;
using CloudNet.Contracts.Views;
using CloudNet.Contracts.Workloads;
using Microsoft.EntityFrameworkCore;

namespace CloudNet.Store.Tables;

/// <summary>How typed ids are columns: a line for each, and one for the names of streams.</summary>
internal static class TypedIdColumns
{
    public static void HaveTypedIds(this ModelConfigurationBuilder conventions)
    {
        conventions.Properties<TenantId>().HaveConversion<TypedIdColumn<TenantId>>();
        conventions.Properties<NetworkId>().HaveConversion<TypedIdColumn<NetworkId>>();
        conventions.Properties<HostId>().HaveConversion<TypedIdColumn<HostId>>();
        conventions.Properties<WorkloadId>().HaveConversion<TypedIdColumn<WorkloadId>>();
        conventions.Properties<EnrolmentKeyId>().HaveConversion<TypedIdColumn<EnrolmentKeyId>>();
        conventions.Properties<ApiTokenId>().HaveConversion<TypedIdColumn<ApiTokenId>>();
        conventions.Properties<InvitationId>().HaveConversion<TypedIdColumn<InvitationId>>();
        conventions.Properties<StreamName>().HaveConversion<StreamNameColumn>();
    }
}
