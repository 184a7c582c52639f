"""Cập nhật số liệu: nhận báo cáo, so sánh, công bố, quay lại; chỉ cho người vận hành."""

from dashboard.ui.frame.operators import open_uploads, operator, sign_in_is_configured
from dashboard.ui.sections import update

who = operator()
if who is None:
    update.closed(can_sign_in=sign_in_is_configured())
else:
    open_uploads()
    update.receive()
    update.compare(who)
    update.publish(who)
